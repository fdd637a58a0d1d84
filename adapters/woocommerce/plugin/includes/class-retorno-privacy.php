<?php
/**
 * WordPress's tools for personal data.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * What the plugin keeps of a person is told and erased here; Retorno is asked to erase its own.
 */
class Retorno_Privacy {

	/**
	 * Registers exporter, eraser and what a privacy policy should say.
	 */
	public static function listen() {
		add_filter( 'wp_privacy_personal_data_exporters', array( __CLASS__, 'add_exporter' ) );
		add_filter( 'wp_privacy_personal_data_erasers', array( __CLASS__, 'add_eraser' ) );
		add_action( 'admin_init', array( __CLASS__, 'suggest_policy' ) );
	}

	/**
	 * Adds ours to the exporters.
	 *
	 * @param array $exporters All.
	 * @return array
	 */
	public static function add_exporter( $exporters ) {
		$exporters['retorno'] = array(
			'exporter_friendly_name' => __( 'Carts left (Retorno)', 'retorno' ),
			'callback'               => array( __CLASS__, 'export' ),
		);
		return $exporters;
	}

	/**
	 * Adds ours to the erasers.
	 *
	 * @param array $erasers All.
	 * @return array
	 */
	public static function add_eraser( $erasers ) {
		$erasers['retorno'] = array(
			'eraser_friendly_name' => __( 'Carts left (Retorno)', 'retorno' ),
			'callback'             => array( __CLASS__, 'erase' ),
		);
		return $erasers;
	}

	/**
	 * The carts kept of a person.
	 *
	 * @param string $email Whose.
	 * @return array
	 */
	public static function export( $email ) {
		$carts = array();
		foreach ( Retorno_Table::of_person( $email ) as $row ) {
			$carts[] = array(
				'group_id'    => 'retorno',
				'group_label' => __( 'Carts left', 'retorno' ),
				'item_id'     => 'retorno-' . substr( $row['cart_id'], 0, 12 ),
				'data'        => self::facts( $row ),
			);
		}
		return array(
			'data' => $carts,
			'done' => true,
		);
	}

	/**
	 * Erases the carts of a person and asks Retorno to erase what it holds.
	 *
	 * @param string $email Whose.
	 * @return array
	 */
	public static function erase( $email ) {
		$rows = Retorno_Table::of_person( $email );
		foreach ( $rows as $row ) {
			Retorno_Table::remove( $row['cart_id'] );
		}
		if ( Retorno_Connection::exists() && is_email( $email ) ) {
			Retorno_Outbox::put(
				array(
					'cart_id'  => 'erase-' . bin2hex( random_bytes( 12 ) ),
					'kind'     => 'erase',
					'email'    => '',
					'payload'  => (string) wp_json_encode( array( 'erase' => array( 'email' => strtolower( $email ) ) ) ),
					'contents' => '',
				)
			);
		}
		return array(
			'items_removed'  => array() !== $rows,
			'items_retained' => false,
			'messages'       => Retorno_Connection::exists() ? array( __( 'Retorno was asked to erase what it holds of this person.', 'retorno' ) ) : array(),
			'done'           => true,
		);
	}

	/**
	 * Words for the shop's privacy policy.
	 */
	public static function suggest_policy() {
		if ( function_exists( 'wp_add_privacy_policy_content' ) ) {
			wp_add_privacy_policy_content(
				'Retorno',
				wp_kses_post( __( '<p>When you begin a checkout, we keep your cart together with the e-mail address, telephone number and name you type, even if you do not place the order, so that we can remind you of it. The reminders are sent for us by Retorno. Every reminder says how to end them.</p>', 'retorno' ) )
			);
		}
	}

	/**
	 * A cart as name and value.
	 *
	 * @param array $row The cart's row.
	 * @return array[]
	 */
	private static function facts( $row ) {
		$told  = json_decode( $row['payload'], true );
		$told  = is_array( $told ) ? $told : array();
		$items = array();
		foreach ( isset( $told['items'] ) && is_array( $told['items'] ) ? $told['items'] : array() as $item ) {
			$items[] = $item['quantity'] . ' × ' . $item['name'];
		}
		$facts = array(
			__( 'E-mail', 'retorno' )       => $row['email'],
			__( 'Telephone', 'retorno' )    => isset( $told['phone'] ) ? $told['phone'] : '',
			__( 'Name', 'retorno' )         => trim( ( isset( $told['first_name'] ) ? $told['first_name'] : '' ) . ' ' . ( isset( $told['last_name'] ) ? $told['last_name'] : '' ) ),
			__( 'Products', 'retorno' )     => implode( ', ', $items ),
			__( 'Last changed', 'retorno' ) => gmdate( 'Y-m-d\TH:i:s\Z', (int) $row['updated_at'] ),
		);
		$written = array();
		foreach ( array_filter( $facts ) as $name => $value ) {
			$written[] = array(
				'name'  => $name,
				'value' => esc_html( $value ),
			);
		}
		return $written;
	}
}
