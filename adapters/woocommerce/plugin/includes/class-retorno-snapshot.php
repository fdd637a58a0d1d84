<?php
/**
 * The state of the visitor's cart, as Retorno reads it and as a link restores it.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Reads WooCommerce's cart and customer; writes nothing.
 */
class Retorno_Snapshot {

	/**
	 * How the shopper can be reached.
	 *
	 * @return array{email:string,phone:string,first_name:string,last_name:string}
	 */
	public static function contact() {
		$typed    = Retorno_Visit::get( 'typed', array() );
		$customer = WC()->customer;
		$known    = array(
			'email'      => $customer ? $customer->get_billing_email() : '',
			'phone'      => $customer ? $customer->get_billing_phone() : '',
			'first_name' => $customer ? $customer->get_billing_first_name() : '',
			'last_name'  => $customer ? $customer->get_billing_last_name() : '',
		);
		if ( '' === $known['phone'] && $customer && is_callable( array( $customer, 'get_shipping_phone' ) ) ) {
			$known['phone'] = $customer->get_shipping_phone();
		}
		if ( '' === $known['email'] && is_user_logged_in() ) {
			$known['email'] = wp_get_current_user()->user_email;
		}
		foreach ( $known as $name => $value ) {
			$known[ $name ] = isset( $typed[ $name ] ) && '' !== $typed[ $name ] ? $typed[ $name ] : (string) $value;
		}
		return $known;
	}

	/**
	 * The whole snapshot, but for its sequence, which the table gives. In the contract's order of members.
	 *
	 * @param string $cart_id The cart.
	 * @param array  $contact As `contact` tells.
	 * @return array
	 */
	public static function of_cart( $cart_id, $contact ) {
		$cart = WC()->cart;
		if ( 0.0 === (float) $cart->get_total( 'edit' ) && ! $cart->is_empty() ) {
			$cart->calculate_totals();
		}
		$is_gross = $cart->display_prices_including_tax();
		$consent  = Retorno_Visit::get( 'consent', array() );
		return array(
			'id'          => $cart_id,
			'email'       => $contact['email'],
			'phone'       => $contact['phone'],
			'first_name'  => $contact['first_name'],
			'last_name'   => $contact['last_name'],
			'country'     => WC()->customer ? WC()->customer->get_billing_country() : '',
			'locale'      => determine_locale(),
			'customer_id' => get_current_user_id(),
			'currency'    => get_woocommerce_currency(),
			'subtotal'    => self::amount( (float) $cart->get_subtotal() + ( $is_gross ? (float) $cart->get_subtotal_tax() : 0.0 ) ),
			'total'       => self::amount( (float) $cart->get_total( 'edit' ) ),
			'coupons'     => array_values( array_map( 'strval', $cart->get_applied_coupons() ) ),
			'items'       => self::items( $cart, $is_gross ),
			'recover_url' => Retorno_Link::address( $cart_id ),
			'consent'     => array(
				'email'    => isset( $consent['email'] ) ? $consent['email'] : 'unknown',
				'whatsapp' => isset( $consent['whatsapp'] ) ? $consent['whatsapp'] : 'unknown',
			),
			'started_at'  => self::instant( (int) Retorno_Visit::get( 'started_at', time() ) ),
			'updated_at'  => self::instant( time() ),
			'removed'     => false,
		);
	}

	/**
	 * The snapshot of a cart that is no more.
	 *
	 * @param string $cart_id The cart.
	 * @return array
	 */
	public static function of_removed( $cart_id ) {
		return array(
			'id'         => $cart_id,
			'items'      => array(),
			'updated_at' => self::instant( time() ),
			'removed'    => true,
		);
	}

	/**
	 * What a link needs to put the same things into a cart again.
	 *
	 * @return array
	 */
	public static function contents() {
		$items = array();
		foreach ( WC()->cart->get_cart() as $item ) {
			$items[] = array(
				'product_id'   => (int) $item['product_id'],
				'variation_id' => (int) $item['variation_id'],
				'variation'    => isset( $item['variation'] ) && is_array( $item['variation'] ) ? $item['variation'] : array(),
				'quantity'     => 0 + $item['quantity'],
				'name'         => $item['data'] instanceof WC_Product ? $item['data']->get_name() : '',
			);
		}
		return array(
			'items'   => $items,
			'coupons' => array_values( array_map( 'strval', WC()->cart->get_applied_coupons() ) ),
		);
	}

	/**
	 * The lines, with prices as the shop shows them.
	 *
	 * @param WC_Cart $cart     The cart.
	 * @param bool    $is_gross Prices are shown with tax.
	 * @return array[]
	 */
	private static function items( $cart, $is_gross ) {
		$lines = array();
		foreach ( $cart->get_cart() as $item ) {
			$product = $item['data'];
			if ( ! $product instanceof WC_Product || $item['quantity'] <= 0 ) {
				continue;
			}
			$lines[] = array(
				'product_id'   => (int) $item['product_id'],
				'variation_id' => (int) $item['variation_id'],
				'attributes'   => (object) self::attributes( $item, $product ),
				'name'         => $product->get_title(),
				'sku'          => (string) $product->get_sku(),
				'quantity'     => 0 + $item['quantity'],
				'price'        => self::amount( self::line_subtotal( $item, $product, $is_gross ) / $item['quantity'] ),
				'image'        => self::image( $product ),
				'url'          => (string) get_permalink( $item['product_id'] ),
				'in_stock'     => $product->is_in_stock(),
			);
		}
		return $lines;
	}

	/**
	 * A line's price before coupons. Lines of a cart whose totals were not run yet do not have one.
	 *
	 * @param array      $item     The line.
	 * @param WC_Product $product  Its product.
	 * @param bool       $is_gross With tax.
	 * @return float
	 */
	private static function line_subtotal( $item, $product, $is_gross ) {
		if ( ! isset( $item['line_subtotal'] ) ) {
			return (float) wc_get_price_to_display( $product, array( 'qty' => $item['quantity'] ) );
		}
		return (float) $item['line_subtotal'] + ( $is_gross && isset( $item['line_subtotal_tax'] ) ? (float) $item['line_subtotal_tax'] : 0.0 );
	}

	/**
	 * What was chosen of a variable product, in words.
	 *
	 * @param array      $item    The line.
	 * @param WC_Product $product Its product.
	 * @return array<string,string>
	 */
	private static function attributes( $item, $product ) {
		$chosen = array();
		foreach ( isset( $item['variation'] ) && is_array( $item['variation'] ) ? $item['variation'] : array() as $key => $value ) {
			$name = preg_replace( '/^attribute_/', '', (string) $key );
			if ( '' === (string) $value ) {
				continue;
			}
			$term = taxonomy_exists( $name ) ? get_term_by( 'slug', $value, $name ) : false;
			$chosen[ wc_attribute_label( $name, $product ) ] = $term instanceof WP_Term ? $term->name : (string) $value;
		}
		return $chosen;
	}

	/**
	 * The product's picture, or its parent's.
	 *
	 * @param WC_Product $product The product.
	 * @return string|null
	 */
	private static function image( $product ) {
		$id  = (int) $product->get_image_id();
		$url = $id > 0 ? wp_get_attachment_image_url( $id, 'woocommerce_thumbnail' ) : false;
		return $url ? $url : null;
	}

	/**
	 * An amount as a decimal text with the currency's decimals.
	 *
	 * @param float $amount The amount.
	 * @return string
	 */
	private static function amount( $amount ) {
		return number_format( $amount, wc_get_price_decimals(), '.', '' );
	}

	/**
	 * An instant in UTC.
	 *
	 * @param int $seconds Unix seconds.
	 * @return string
	 */
	private static function instant( $seconds ) {
		return gmdate( 'Y-m-d\TH:i:s\Z', $seconds );
	}
}
