<?php
/**
 * The way back: a link rebuilds the cart on any device.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Adds what the visitor's cart lacks of the saved one and takes nothing out of it, so a second click changes nothing.
 * Never signs anybody in.
 */
class Retorno_Restore {

	/**
	 * Registers the link. WooCommerce has loaded the cart by then; nothing of the page was decided yet.
	 */
	public static function listen() {
		add_action( 'wp_loaded', array( __CLASS__, 'follow' ), 30 );
	}

	/**
	 * Follows a link, if this request is one.
	 */
	public static function follow() {
		// phpcs:disable WordPress.Security.NonceVerification.Recommended
		$given = isset( $_GET[ Retorno_Link::PARAMETER ] ) ? wp_unslash( $_GET[ Retorno_Link::PARAMETER ] ) : null;
		// phpcs:enable
		if ( null === $given || is_admin() || wp_doing_ajax() || ! function_exists( 'WC' ) || ! WC()->cart || ! WC()->session ) {
			return;
		}
		self::keep_private();
		if ( isset( $_SERVER['REQUEST_METHOD'] ) && 'HEAD' === $_SERVER['REQUEST_METHOD'] ) {
			self::leave( wc_get_checkout_url() );
		}
		if ( ! WC()->session->has_session() ) {
			WC()->session->set_customer_session_cookie( true );
		}
		$cart_id = is_string( $given ) ? Retorno_Link::cart_of( $given ) : null;
		$row     = null === $cart_id ? null : Retorno_Table::find( $cart_id );
		if ( null === $row || self::was_bought( $row ) ) {
			wc_add_notice( self::why_not( $cart_id, $row ), 'notice' );
			self::leave( WC()->cart->is_empty() ? wc_get_page_permalink( 'shop' ) : wc_get_cart_url() );
		}
		self::rebuild( $row );
		self::leave( WC()->cart->is_empty() ? wc_get_cart_url() : wc_get_checkout_url() );
	}

	/**
	 * Rebuilds the cart, or leaves it as it is where it lives already.
	 *
	 * @param array $row The cart's row.
	 */
	private static function rebuild( $row ) {
		$contents = json_decode( $row['contents'], true );
		$contents = is_array( $contents ) ? $contents : array();
		$lives    = Retorno_Visit::get( 'cart_id' ) === $row['cart_id'] && ! WC()->cart->is_empty();
		if ( ! $lives ) {
			self::adopt( $row );
			foreach ( isset( $contents['items'] ) ? $contents['items'] : array() as $item ) {
				self::add( $item );
			}
			WC()->cart->calculate_totals();
			foreach ( isset( $contents['coupons'] ) ? $contents['coupons'] : array() as $code ) {
				self::apply_coupon( $code, false );
			}
		}
		// phpcs:disable WordPress.Security.NonceVerification.Recommended
		if ( isset( $_GET['coupon'] ) && is_string( $_GET['coupon'] ) ) {
			self::apply_coupon( sanitize_text_field( wp_unslash( $_GET['coupon'] ) ), true );
		}
		// phpcs:enable
		// What is sold out today stays in the saved cart, for the next click.
		Retorno_Capture::unchanged();
	}

	/**
	 * From now on this visit speaks of the restored cart; one it spoke of before lives on in it. A guest's e-mail is
	 * filled in, and nothing else: whoever holds the link learns no address and no telephone.
	 *
	 * @param array $row The cart's row.
	 */
	private static function adopt( $row ) {
		$before = Retorno_Visit::get( 'cart_id' );
		if ( '' !== $before && $before !== $row['cart_id'] ) {
			Retorno_Capture::tell_removed( $before );
		}
		Retorno_Visit::keep(
			array(
				'cart_id'    => $row['cart_id'],
				'started_at' => (int) $row['created_at'],
				'told'       => 'restored',
				'order_id'   => 0,
			)
		);
		$customer = WC()->customer;
		if ( ! is_user_logged_in() && $customer && '' === $customer->get_billing_email() && is_email( $row['email'] ) ) {
			$customer->set_billing_email( $row['email'] );
			$customer->save();
		}
	}

	/**
	 * Puts one line into the cart, as far as it can still be bought; says so where it cannot.
	 *
	 * @param array $item As `Retorno_Snapshot::contents` wrote it.
	 */
	private static function add( $item ) {
		$product_id   = absint( $item['product_id'] );
		$variation_id = absint( $item['variation_id'] );
		$variation    = is_array( $item['variation'] ) ? $item['variation'] : array();
		$product      = wc_get_product( $variation_id > 0 ? $variation_id : $product_id );
		$name         = $product ? $product->get_name() : (string) $item['name'];
		if ( ! $product || ! $product->is_purchasable() || 'trash' === $product->get_status() ) {
			/* translators: %s: product name */
			self::tell( sprintf( __( '“%s” is no longer available. Quantity: 0.', 'retorno' ), $name ) );
			return;
		}
		$wanted    = $product->is_sold_individually() ? 1 : 0 + $item['quantity'];
		$available = self::available( $product, $wanted );
		if ( $available <= 0 ) {
			/* translators: %s: product name */
			self::tell( sprintf( __( '“%s” is sold out. Quantity: 0.', 'retorno' ), $name ) );
			return;
		}
		if ( $available < $wanted ) {
			/* translators: 1: product name, 2: quantity */
			self::tell( sprintf( __( 'Of “%1$s” only %2$s can be had now.', 'retorno' ), $name, wc_format_localized_decimal( $available ) ) );
		}
		self::put_in( $product_id, $variation_id, $variation, $available );
	}

	/**
	 * Raises a line to a quantity or makes it. What shop rules refuse, WooCommerce or the rule's plugin tells.
	 *
	 * @param int       $product_id   Product.
	 * @param int       $variation_id Variation or 0.
	 * @param array     $variation    What was chosen.
	 * @param int|float $quantity     How many.
	 */
	private static function put_in( $product_id, $variation_id, $variation, $quantity ) {
		$cart = WC()->cart;
		try {
			$key = $cart->find_product_in_cart( $cart->generate_cart_id( $product_id, $variation_id, $variation ) );
			if ( '' !== $key ) {
				$line = $cart->get_cart_item( $key );
				$cart->set_quantity( $key, max( $line['quantity'], $quantity ), false );
			} elseif ( apply_filters( 'woocommerce_add_to_cart_validation', true, $product_id, $quantity, $variation_id, $variation ) ) {
				$cart->add_to_cart( $product_id, $quantity, $variation_id, $variation );
			}
		} catch ( Exception $problem ) {
			wc_add_notice( $problem->getMessage(), 'error' );
		}
	}

	/**
	 * How many of what is wanted can be had.
	 *
	 * @param WC_Product $product The product.
	 * @param int|float  $wanted  How many were in the cart.
	 * @return int|float
	 */
	private static function available( $product, $wanted ) {
		if ( ! $product->is_in_stock() ) {
			return 0;
		}
		if ( $product->has_enough_stock( $wanted ) ) {
			return $wanted;
		}
		return max( 0, 0 + $product->get_stock_quantity() );
	}

	/**
	 * Applies a coupon once. One that was in the cart before and is over now goes without a word.
	 *
	 * @param string $code     The coupon.
	 * @param bool   $may_tell Whether the shopper is told why not.
	 */
	private static function apply_coupon( $code, $may_tell ) {
		$code = wc_format_coupon_code( $code );
		if ( '' === $code || WC()->cart->is_empty() || ! wc_coupons_enabled() || WC()->cart->has_discount( $code ) ) {
			return;
		}
		$discounts = new WC_Discounts( WC()->cart );
		$verdict   = $discounts->is_coupon_valid( new WC_Coupon( $code ) );
		if ( true === $verdict ) {
			WC()->cart->apply_coupon( $code );
		} elseif ( $may_tell && is_wp_error( $verdict ) ) {
			wc_add_notice( $verdict->get_error_message(), 'notice' );
		}
	}

	/**
	 * Whether the cart became an order that stands.
	 *
	 * @param array $row The cart's row.
	 * @return bool
	 */
	private static function was_bought( $row ) {
		$order = (int) $row['order_id'] > 0 ? wc_get_order( (int) $row['order_id'] ) : false;
		return $order instanceof WC_Order && ( $order->is_paid() || $order->has_status( 'on-hold' ) );
	}

	/**
	 * Why a link restores nothing.
	 *
	 * @param string|null $cart_id The cart, when the link is ours.
	 * @param array|null  $row     Its row, when it is still kept.
	 * @return string
	 */
	private static function why_not( $cart_id, $row ) {
		if ( null === $cart_id ) {
			return __( 'This link is not valid. Your cart is as it was.', 'retorno' );
		}
		return null === $row
			? __( 'This cart is no longer kept. Your cart is as it was.', 'retorno' )
			: __( 'The order of this cart was placed already.', 'retorno' );
	}

	/**
	 * A notice once, whatever else the page tells.
	 *
	 * @param string $text Not escaped yet.
	 */
	private static function tell( $text ) {
		$text = esc_html( $text );
		if ( ! wc_has_notice( $text, 'notice' ) ) {
			wc_add_notice( $text, 'notice' );
		}
	}

	/**
	 * No cache keeps it, no search engine lists it, no other site learns of it.
	 */
	private static function keep_private() {
		if ( ! defined( 'DONOTCACHEPAGE' ) ) {
			define( 'DONOTCACHEPAGE', true );
		}
		nocache_headers();
		header( 'X-Robots-Tag: noindex, nofollow' );
		header( 'Referrer-Policy: no-referrer' );
	}

	/**
	 * Leads on, with what analytics and our own reference need, and without the token.
	 *
	 * @param string $address Where to.
	 */
	private static function leave( $address ) {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended
		foreach ( wp_unslash( $_GET ) as $name => $value ) {
			if ( is_string( $value ) && preg_match( '/^(retorno_ref|utm_[a-z_]{1,20})$/', (string) $name ) ) {
				$address = add_query_arg( $name, rawurlencode( $value ), $address );
			}
		}
		wp_safe_redirect( $address, 302, 'Retorno' );
		exit;
	}
}
